//! The Gregorian calendar, in days since 1970-01-01.

/// The days from 1970-01-01 to a day of the Gregorian calendar; January is month 0.
pub(crate) fn days(year: i64, month: i64, day: i64) -> i64 {
    // With years that begin in March, the leap day is the last day of a year and shifts no other.
    let (year, month) = if month < 2 {
        (year - 1, month + 10)
    } else {
        (year, month - 2)
    };
    // January of the year 0 belongs to the year -1, which a truncating division would round up.
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days_before_month = (153 * month + 2) / 5;
    year * 365 + leap_days + days_before_month + day - 1 - 719_468
}

/// Year, month and day of the Gregorian calendar, from the days since 1970-01-01.
pub(crate) fn day_number(days: i64) -> (i64, i64, i64) {
    // Counted from the first of March of a year divisible by 400, where the leap day comes last.
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let (month, next_year) = if from_march < 10 {
        (from_march + 3, 0)
    } else {
        (from_march - 9, 1)
    };
    (era * 400 + year_of_era + next_year, month, day)
}
