/** What is wrong with one value, in words that follow the field's name: "must be a date". */
export class FieldFault {
  constructor(readonly says: string) {}
}
