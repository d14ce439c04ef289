/**
 * What departing telephone customers said, as reasons of the taxonomy.
 * "Don't know" and death are said, not asked about further; their own words are kept in every case.
 */
export const REASONS: Record<string, string> = {
  'Attitude of support person': 'cancel.customer_service',
  'Attitude of service provider': 'cancel.customer_service',
  'Poor expertise of phone support': 'cancel.customer_service',
  'Poor expertise of online support': 'cancel.customer_service',
  'Competitor offered higher download speeds': 'cancel.switched_service',
  'Competitor offered more data': 'cancel.switched_service',
  'Competitor made better offer': 'cancel.switched_service',
  'Competitor had better devices': 'cancel.switched_service',
  'Network reliability': 'cancel.low_quality',
  'Product dissatisfaction': 'cancel.low_quality',
  'Service dissatisfaction': 'cancel.low_quality',
  'Price too high': 'cancel.too_expensive',
  'Extra data charges': 'cancel.too_expensive',
  'Long distance charges': 'cancel.too_expensive',
  'Lack of affordable download/upload speed': 'cancel.too_expensive',
  'Lack of self-service on Website': 'cancel.missing_features',
  'Limited range of services': 'cancel.missing_features',
  Moved: 'cancel.moved',
  Deceased: 'cancel.closed',
  "Don't know": 'cancel.other',
};

/** Words nobody foresaw are somebody's reason too. */
export const reasonOf = (words: string) => REASONS[words.trim()] ?? 'cancel.other';
