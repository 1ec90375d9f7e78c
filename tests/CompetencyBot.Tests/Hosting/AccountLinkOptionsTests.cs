using CompetencyBot.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.Tests.Hosting;

public sealed class AccountLinkOptionsTests
{
    [Theory]
    [InlineData("0", "AccountLink:AskAgainAfterDays is 0; it lies between 1 and 366.")]
    [InlineData("367", "AccountLink:AskAgainAfterDays is 367; it lies between 1 and 366.")]
    [InlineData("a month", "AccountLink:AskAgainAfterDays: \"a month\" is not a whole number.")]
    public void Days_that_cannot_be_meant_stop_the_start_with_a_sentence(string days, string sentence)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Create(days));

        Assert.Equal(sentence, refusal.Message);
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("", 30)]
    [InlineData("1", 1)]
    public void Without_a_setting_it_is_a_month(string? days, int expected)
    {
        var options = new AccountLinkOptions();

        options.Read(new ConfigurationBuilder().AddInMemoryCollection([new("AccountLink:AskAgainAfterDays", days)]).Build());

        Assert.Equal(expected, options.AskAgainAfterDays);
        Assert.Empty(options.Problems());
    }

    private static WebApplication Create(string days) => BotApp.Create(
        ["--environment", "Development"], builder => builder.Configuration.AddInMemoryCollection([new("AccountLink:AskAgainAfterDays", days), new("Organisation:Editions:0", "docs-2017-12")]));
}
