using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Conversation;

public sealed class RiskTitleTests
{
    [Theory]
    [InlineData(RiskKind.Eligibility, "Gold in Messaging (anniversary 15 May 2018)", "訊息的金級（週年日 2018年5月15日）")]
    [InlineData(RiskKind.Leaver, "Somebody who counts leaves", "有計入的同仁離開組織")]
    [InlineData(RiskKind.Deadline, "Renewal window until 14 June 2018", "續約期間至 2018年6月14日 為止")]
    [InlineData(RiskKind.KeyPerson, "Gold in Messaging hangs on one person", "訊息的金級只靠一個人")]
    [InlineData(RiskKind.StaleData, "Data is stale", "資料過舊")]
    [InlineData(RiskKind.FewAdmins, "Fewer than two admins", "管理員少於兩位")]
    [InlineData(RiskKind.Unheard, "A warning reached nobody", "有一則警告沒有送達任何人")]
    public void Every_kind_has_a_title_in_both_languages(RiskKind kind, string english, string chinese)
    {
        var risk = Risk(kind, SampleCast.EditionId, "messaging");

        Assert.Equal((english, chinese), (In("en-US", risk), In("zh-TW", risk)));
    }

    [Theory]
    [InlineData("gone", "messaging", "Gold in messaging (anniversary 15 May 2018)")]
    [InlineData(SampleCast.EditionId, "gone", "Gold in gone (anniversary 15 May 2018)")]
    [InlineData(null, null, "Gold in  (anniversary 15 May 2018)")]
    public void Of_what_is_no_longer_in_the_catalogue_the_id_is_shown(string? edition, string? competency, string title) =>
        Assert.Equal(title, In("en-US", Risk(RiskKind.Eligibility, edition, competency)));

    private static string In(string locale, WatchedRisk risk)
    {
        using var language = Language.Use(locale);
        return RiskTitle.Of(risk, EditionSet.Shipped);
    }

    private static WatchedRisk Risk(RiskKind kind, string? edition, string? competency) => new()
    {
        Id = Guid.Empty,
        Key = "key",
        Kind = kind,
        EditionId = edition,
        CompetencyId = competency,
        Level = Level.Gold,
        AnniversaryOn = new DateOnly(2018, 5, 15),
        BreaksOn = new DateOnly(2018, 6, 14),
        Facts = "",
        FoundAt = SampleCast.Morning,
        ChangedAt = SampleCast.Morning,
    };
}
