"""What Noor may ask besides a goal's own questions, and the words in which a conversation keeps an answer to it."""

GOAL, OWN_WORDS, CONFIRM, CORRECT, CONTACT, DAY_PART, VISIT, VISIT_DAYS, RESUME, ELSE, RATING, RATING_WORDS, DONE = (
    "goal",
    "own_words",
    "confirm",
    "correct",
    "contact",
    "day_part",
    "visit",
    "visit_days",
    "resume",
    "else",
    "rating",
    "rating_words",
    "done",
)
#: What a resident may say beside the facts of a goal, and how a department reads it.
BESIDES_FACTS = {DAY_PART: "Bellen", VISIT_DAYS: "Dagen voor bezoek", "remark": "Opmerking"}
PERSON = "person"
#: A live colleague: called, or called in vain.
LIVE, CALLED, MISSED = "live", "called", "missed"
NO_CONTACT = "none"
#: To be answered in this conversation itself.
HERE = "chat"
MAX_MISSES = 2
