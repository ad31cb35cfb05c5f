// What one saved answer holds. Whatever comes from a store or a file is looked at here before anything else uses it.

const ITEM = /^[0-9]{2}[-.][a-z0-9-]{1,60}$/;
const LESSON = /^[0-9]{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|\+00:00)$/;
const ID = /^[a-z0-9-]{8,80}$/;
const CERTAINTIES = ["guess", "fairly sure", "sure", null];
const LONGEST_RESPONSE = 4000;
const LONGEST_KEY = 60;
const MOST_KEYS = 8;

/** An answer with the known fields alone, or null for anything that no page of this course wrote. */
export function asAnswer(value) {
  if (typeof value !== "object" || value === null) return null;
  const { id, item, lesson, response, correct, certainty, answered_at, bank_version, asked_in } = value;
  const isAnswer =
    isText(id, ID) &&
    isText(item, ITEM) &&
    isText(lesson, LESSON) &&
    isResponse(response) &&
    [true, false, null].includes(correct) &&
    CERTAINTIES.includes(certainty) &&
    isMoment(answered_at) &&
    isShort(bank_version, 40) &&
    isShort(asked_in, 30);
  return isAnswer ? { id, item, lesson, response, correct, certainty, answered_at, bank_version, asked_in } : null;
}

const isText = (value, pattern) => typeof value === "string" && pattern.test(value);
const isShort = (value, most) => typeof value === "string" && value.length <= most;

/** Whether a text is a moment in UTC that exists. */
export const isMoment = (value) => isText(value, MOMENT) && Number.isFinite(Date.parse(value));

function isResponse(value) {
  if (typeof value === "string") return value.length <= LONGEST_RESPONSE;
  if (typeof value === "number") return Number.isFinite(value);
  return Array.isArray(value) && value.length <= MOST_KEYS && value.every((key) => isShort(key, LONGEST_KEY));
}

/** An id that no other answer has, also where the browser lends no random numbers to pages from disk. */
export function newId() {
  const part = () => Math.random().toString(16).slice(2, 10).padStart(8, "0");
  return `${Date.now().toString(16)}-${part()}${part()}`;
}
