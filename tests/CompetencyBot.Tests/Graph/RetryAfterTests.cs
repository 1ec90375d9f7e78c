using CompetencyBot.Graph;

namespace CompetencyBot.Tests.Graph;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Thu, 01 Mar 2018 08:02:00 GMT", 120)]
    [InlineData("Thu, 01 Mar 2018 07:59:00 GMT", null)]
    [InlineData("2147483647", 3600)]
    [InlineData("Fri, 02 Mar 2018 08:00:00 GMT", 3600)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void It_is_seconds_or_a_date_that_is_to_come_and_an_hour_at_most(string? header, int? seconds) =>
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, RetryAfter.Read(header, Now));
}
