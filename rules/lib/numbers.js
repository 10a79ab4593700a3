/** value, but not below least and not above most */
export const bounded = (value, least, most) => Math.max(least, Math.min(most, value));
