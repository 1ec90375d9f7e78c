using Xunit.Sdk;

namespace CompetencyBot.Tests;

public sealed class ToolingTests
{
    [Fact]
    public void What_is_missing_skips_a_test_and_says_how_to_get_it()
    {
        var refusal = Tooling.Refusal("Chromium", "apt-get install chromium", inCi: false);

        Assert.IsType<SkipException>(refusal);
        Assert.Contains("Chromium: not found. To get it: apt-get install chromium.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_CI_it_fails_instead()
    {
        var refusal = Tooling.Refusal("Chromium", "apt-get install chromium", inCi: true);

        Assert.IsType<FailException>(refusal);
        Assert.Contains("not found", refusal.Message, StringComparison.Ordinal);
    }
}
