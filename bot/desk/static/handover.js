// The page of one handover: acts without leaving the page, the conversation as it goes on, and the answer.
import { keepDraft, wireAnswer } from "./answer.js";
import { follow } from "./conversation.js";
import { remember } from "./parts.js";
import { openForms, sendForms } from "./sending.js";

remember();
keepDraft();
wireAnswer();
sendForms();
openForms();
follow();
