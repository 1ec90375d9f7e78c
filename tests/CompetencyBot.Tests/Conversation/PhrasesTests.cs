using CompetencyBot.Conversation;

namespace CompetencyBot.Tests.Conversation;

public sealed class PhrasesTests
{
    [Theory]
    [InlineData(24, "24 hours", "24 小時")]
    [InlineData(72, "72 hours", "72 小時")]
    [InlineData(73, "4 days", "4 天")]
    [InlineData(240, "10 days", "10 天")]
    public void A_long_wait_is_told_in_days(int hours, string english, string chinese)
    {
        using (Language.Use("en-US"))
            Assert.Equal(english, Phrases.Wait(TimeSpan.FromHours(hours)));
        using (Language.Use("zh-TW"))
            Assert.Equal(chinese, Phrases.Wait(TimeSpan.FromHours(hours)));
    }
}
