/** Of everything printed as JSON. Fields are only added within a major version. */
export const SCHEMA_VERSION = '1.1'
