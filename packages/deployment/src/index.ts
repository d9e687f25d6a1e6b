export { type Outcome, provideImages, type ProvideImagesProps } from "./images/provide-images";
export { type ImageRegistry } from "./images/image-registry";
