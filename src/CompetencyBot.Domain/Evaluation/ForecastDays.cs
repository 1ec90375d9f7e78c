using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>The days that a look ahead is about.</summary>
/// <param name="First">First day of the renewal test, before today where the test has begun.</param>
/// <param name="Until">Last day looked at: the last of the test, or today when that is over.</param>
internal sealed record ForecastDays(DateOnly Today, DateOnly Anniversary, DateOnly First, DateOnly Until)
{
    /// <summary>First day of the test that is still to come. For a test that is over today stands, on which the level is held.</summary>
    public DateOnly TestFrom => Later(First, Today);

    /// <summary>First day looked at.</summary>
    public DateOnly Start => First < Today ? First : Today;

    public static ForecastDays Of(RenewalTest test, DateOnly today, DateOnly anniversary)
    {
        var (first, last) = test.Of(anniversary);
        return new ForecastDays(today, anniversary, first, Later(last, today));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
