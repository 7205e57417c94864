// The page and the element in another engine: the same tests.
import { MAIN, runIn } from "../support/engines/all.mjs";

runIn("firefox", MAIN);
