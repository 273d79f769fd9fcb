/** Part of every text in a record, so that a printed value is recognized at once. */
export const VALUE_MARK = "qzx";
