import { isList, isObject, type Json } from "@private-http-api/terraform-json";

/** What one of two masks marks as sensitive, as Terraform writes it: `true`, or an object or list of masks. */
export function eitherMask(one: Json | undefined, other: Json | undefined): Json {
  if (one === true || other === true) return true;
  if (isList(one) || isList(other)) {
    const [first, second] = [isList(one) ? one : [], isList(other) ? other : []];
    const longer = first.length > second.length ? first : second;
    return longer.map((_, index) => eitherMask(first[index], second[index]));
  }
  if (isObject(one) && isObject(other)) {
    return Object.fromEntries(Object.keys({ ...one, ...other }).map((key) => [key, eitherMask(one[key], other[key])]));
  }
  if (isObject(one)) return one;
  return isObject(other) ? other : false;
}

/** Terraform's masks are mostly empty: `tags: {}`. */
export function marksAny(mask: Json | undefined): boolean {
  if (isList(mask)) return mask.some(marksAny);
  return isObject(mask) ? Object.values(mask).some(marksAny) : mask === true;
}
