using System.Text.Json.Nodes;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>What the bot says of accounts by itself, and what <c>status</c> says of them, by the name of the snapshot.</summary>
internal static class AccountCards
{
    public static async Task<Dictionary<string, JsonNode>> OfAsync(AssociationStory story)
    {
        var (app, cards) = (story.App, new Dictionary<string, JsonNode>());
        await story.InstalledAsync("yenting.liu"); // so that the message is delivered before the status is asked for
        await app.LinkAsync("yuting.tseng", "yutingt95@outlook.example");
        await app.ReportAsync("kaiwen.cheng", "kaiwen@live.example");
        await app.ReportAsync("grace.huang", "grace@live.example");
        cards["status-verified"] = await StatusAsync("yuting.tseng");
        cards["status-reported"] = await StatusAsync("kaiwen.cheng");
        cards["status-change"] = await StatusAsync("grace.huang");
        await FirstDayAsync(story);
        foreach (var message in (await story.MessagesAsync()).Where(message => message.Recipient != Sample.Tsai.UserPrincipalName)) // has the same as the other admin
            cards[NameOf(message.Key, message.Recipient)] = CardOf(message.Activity);
        cards["status-confirmed"] = await StatusAsync("yenting.liu");
        await LateAsync(story);
        cards["status-late"] = await StatusAsync("kaiwen.cheng");
        foreach (var message in await story.MessagesAsync())
            if (message.Key.Split('|')[2] is "missed" or "old-data" && message.Recipient is "kaiwen.cheng@contoso.example" or "tzuhsuan.yeh@contoso.example")
                cards[NameOf(message.Key, message.Recipient)] = CardOf(message.Activity);
        await IncompleteAsync(story);
        var incomplete = (await story.MessagesAsync()).Single(message => message.Key.Contains("|incomplete|", StringComparison.Ordinal) && message.Recipient == Sample.Julia.UserPrincipalName);
        cards["account-incomplete"] = CardOf(incomplete.Activity);
        return cards;

        async Task<JsonNode> StatusAsync(string alias) => (await app.As(Sample.Of(alias)).Says("status")).Card!;
    }

    /// <summary>One association is confirmed, and three end, each for another reason.</summary>
    private static async Task FirstDayAsync(AssociationStory story)
    {
        var now = story.App.Clock.GetUtcNow();
        await story.App.ReportAsync("yenting.liu", "yentingl97@outlook.example");
        await story.App.LinkAsync("chloe.dubois", "chloe@live.example");
        await story.App.ReportAsync("weilun.fan", "shared@live.example");
        await story.App.LinkAsync("david.wu", "davidw81@outlook.example", row => row.ConfirmedAt = now);
        await story
            .Says("yenting.liu", "yentingl97@outlook.example", "2018-03-01T02:00:00Z")
            .Says("chloe.dubois", "chloe@outlook.example", "2018-03-01T02:00:00Z")
            .Says("meihui.yu", "shared@live.example", "2018-03-01T02:00:00Z")
            .Says("david.wu", "davidw81@outlook.example", "")
            .ImportAsync();
    }

    /// <summary>One is not seen in new data, and one in old.</summary>
    private static async Task LateAsync(AssociationStory story)
    {
        story.App.Clock.Advance(TimeSpan.FromDays(1));
        await story.App.ReportAsync("tzuhsuan.yeh", "tzuhsuan@live.example");
        story.App.Evidence.Replace("people.csv", "Liam Byrne", "Liam J Byrne");
        await story.ImportAsync();
        story.App.Clock.Advance(TimeSpan.FromDays(4));
        await story.App.RunAsync<EvidenceImportJob>();
        await story.LookAsync();
    }

    /// <summary>Most of those who are confirmed are associated no more, by a file that has lost the days.</summary>
    private static async Task IncompleteAsync(AssociationStory story)
    {
        var now = story.App.Clock.GetUtcNow();
        foreach (var person in Sample.Records.People.Where(person => person is { AssociatedOn: not null, LeftOn: null, MicrosoftAccount: not null, Role: PersonRole.Employee }).Skip(5).Take(5))
        {
            var alias = person.UserPrincipalName.Split('@')[0];
            await story.App.LinkAsync(alias, person.MicrosoftAccount!, row => row.ConfirmedAt = now);
            story.Says(alias, person.MicrosoftAccount!, "");
        }

        await story.ImportAsync();
    }

    private static string NameOf(string key, string recipient) => $"account-{key.Split('|')[2]}-{recipient.Split('@')[0]}";

    private static JsonNode CardOf(string activity) => JsonNode.Parse(activity)!["attachments"]![0]!["content"]!.DeepClone();
}
