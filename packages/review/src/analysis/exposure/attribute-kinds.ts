import { BY_NAME } from "./attribute-kinds/by-name";
import { DESTINATIONS, REQUESTS } from "./attribute-kinds/destinations";
import type { AttributeKind } from "./attribute-kinds/kind";
import { MEANING_SOMETHING_ELSE } from "./attribute-kinds/meaning-something-else";
import { OF_TYPES } from "./attribute-kinds/of-types";
import { READ_ELSEWHERE } from "./attribute-kinds/read-elsewhere";

export { REQUESTS, type AttributeKind };

/** The first that fits is taken. An attribute with a telling name that none fits is said to be not judged. */
export const ATTRIBUTE_KINDS: readonly AttributeKind[] = [
  ...OF_TYPES,
  ...DESTINATIONS,
  ...MEANING_SOMETHING_ELSE,
  ...READ_ELSEWHERE,
  ...BY_NAME,
];

/** Names that make an attribute one that access may hang on: the same as the test of the second list looks for. */
export const TELLING =
  /polic(y|ies)|principal|(^|_)roles?(_|$)|public|cidr|permission|account_ids|(^|_)accounts?$|(^|_)shar(e|ed|ing)(_|$)|allow|(^|_)access(_|$)|ingress|egress|authori[sz]|authenti|grant|trust|external|cross_account|anonym|guest|unauth|login|federat|saml|oidc|openid|auto_accept|accept(ance|er)|internet|instance_profile|(home|root|base|^sub)_?directory$|sub_prefix|location_scope|origin_path/;
