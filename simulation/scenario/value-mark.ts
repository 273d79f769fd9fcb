/** Stands in every text of a record, so that a value that is printed is known at once. */
export const VALUE_MARK = "qzx";
