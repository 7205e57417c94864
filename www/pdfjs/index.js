// pdf.js as the package has it: its two halves in one file, on one thread.
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { OperatorList } from "pdfjs-dist/legacy/build/pdf.worker.mjs";

export { getDocument, OPS };

/** Instructions, and characters and corners in them, that may still be taken in. */
export const room = {
  get left() {
    return OperatorList.room;
  },
  set left(count) {
    OperatorList.room = count;
  },
  /** Bytes of what pages and forms say that may still be read, each time that they are. */
  get content() {
    return OperatorList.content;
  },
  set content(count) {
    OperatorList.content = count;
  },
  /** Bytes that streams may still be decoded to. */
  get bytes() {
    return OperatorList.bytes;
  },
  set bytes(count) {
    OperatorList.bytes = count;
  },
};
