// The page and the element in the oldest browser that is promised: the same tests.
import { runIn } from "../support/engines/all.mjs";

runIn("chromium86");
runIn("chromium86", ["page/pdf"]);
