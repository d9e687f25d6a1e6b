export { readUntrusted } from "./vet/read-untrusted";
export { vetSynthesis } from "./vet/vet-synthesis";
