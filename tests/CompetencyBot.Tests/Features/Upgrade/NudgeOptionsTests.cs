using CompetencyBot.Hosting;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.Tests.Features.Upgrade;

public sealed class NudgeOptionsTests
{
    [Theory]
    [InlineData("0", "Nudges:AgainAfterDays is 0; it lies between 1 and 366.")]
    [InlineData("367", "Nudges:AgainAfterDays is 367; it lies between 1 and 366.")]
    [InlineData("a month", "Nudges:AgainAfterDays: \"a month\" is not a whole number.")]
    public void The_start_refuses_a_time_that_is_none(string days, string problem)
    {
        var refused = Assert.Throws<StartRefusedException>(() => BotApp.Create(
            ["--environment", "Development"],
            builder => builder.Configuration.AddInMemoryCollection([new("Nudges:AgainAfterDays", days), new("Organisation:Editions:0", "docs-2017-12")])));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 14)]
    [InlineData("", 14)]
    [InlineData("30", 30)]
    public void Without_a_setting_it_is_a_fortnight(string? days, int expected)
    {
        var options = new NudgeOptions();

        options.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Nudges:AgainAfterDays", days)]).Build());

        Assert.Equal(expected, options.AgainAfterDays);
    }
}
