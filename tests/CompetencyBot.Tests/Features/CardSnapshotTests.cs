using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.Reminders;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Files;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Tests.Cards;
using Microsoft.EntityFrameworkCore;
using CompetencyBot.Tests.Features.AccountLink;
using CompetencyBot.Tests.Features.Administration;
using CompetencyBot.Tests.Features.Administration.AddPeople;
using CompetencyBot.Tests.Features.Administration.Imports;
using CompetencyBot.Tests.Features.Administration.PartnerCenter;
using CompetencyBot.Tests.Features.Progress;
using CompetencyBot.Tests.Features.Upgrade;

namespace CompetencyBot.Tests.Features;

/// <summary>Every card as the whole bot makes it, compared with a reviewed file and judged by the official renderer.</summary>
public sealed class CardSnapshotTests
{
    private const int MostBytes = 25_000;

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-TW")]
    public async Task Every_card_is_as_it_was_reviewed(string language)
    {
        await using var app = await AppFixture.StartAsync(
            AppOptions.InLanguage(language) with { Settings = new() { ["Renewal:ManagerDays"] = "180" } }); // so that somebody is told today
        var cards = await CardsAsync(app);
        await using var administered = await AppFixture.StartAsync(AppOptions.InLanguage(language));
        foreach (var (name, card) in await AdminCards.OfAsync(administered))
            cards[name] = card;
        foreach (var (name, card) in await WeeklyCards.OfAsync(administered))
            cards[name] = card;
        await using var importing = await AppFixture.StartAsync(AppOptions.InLanguage(language));
        foreach (var (name, card) in await ImportCards.OfAsync(importing))
            cards[name] = card;
        foreach (var (name, card) in await AddPeopleCards.OfAsync(language))
            cards[name] = card;
        await using var partnerCenter = await PartnerCenterStory.StartAsync(AppOptions.InLanguage(language));
        foreach (var (name, card) in await PartnerCenterCardsOf.AllAsync(partnerCenter))
            cards[name] = card;
        await using var own = await AppFixture.StartAsync(AppOptions.InLanguage(language));
        foreach (var (name, card) in await OwnCards.OfAsync(own))
            cards[name] = card;
        await using var accounts = await AssociationStory.StartAsync(AppOptions.InLanguage(language));
        foreach (var (name, card) in await AccountCards.OfAsync(accounts))
            cards[name] = card;
        await using var linking = await LinkStory.StartAsync(AppOptions.InLanguage(language));
        foreach (var (name, card) in await DialogCards.OfAsync(linking))
            cards[name] = card;
        await using var designations = await AppFixture.StartAsync(AppOptions.SolutionsPartner with { Prepare = AppOptions.InLanguage(language).Prepare });
        foreach (var (name, said) in new[] { ("progress", "progress"), ("security", "progress security"), ("renewal", "renewal"), ("upgrade", "upgrade"), ("status", "status") })
            cards[$"designations-{name}"] = (await designations.As(Sample.Julia).Says(said)).Card!;
        await using var upgrading = await AppFixture.StartAsync(AppOptions.InLanguage(language).WithPeopleAwake());
        foreach (var (name, card) in (await UpgradeCards.OfAsync(upgrading)).Concat(await UpgradeCards.OfDesignationsAsync(designations)))
            cards[name] = card;
        await using var later = await AppFixture.StartAsync(AppOptions.InLanguage(language) with { Now = new(2019, 4, 25, 9, 30, 0, TimeSpan.FromHours(8)) });
        cards["progress-ended"] = (await later.As(Sample.David).InChannel().Says("progress")).Card!;

        var differences = cards.Select(card => Snapshot.Compare($"{card.Key}.{language[..2]}", WithoutIds(card.Value))).OfType<string>().ToList();

        if (differences.Count > 0)
            Assert.Fail(string.Join("\n\n", differences)); // not Assert.Empty, which cuts long texts short
        Assert.Equal(
            cards.Keys.Order(StringComparer.Ordinal),
            Snapshot.All.Keys.Where(name => name.EndsWith($".{language[..2]}", StringComparison.Ordinal)).Select(name => name[..^3]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_card_satisfies_the_official_renderer_and_is_under_25_KB()
    {
        var cards = Snapshot.All.ToDictionary(card => card.Key, card => JsonNode.Parse(card.Value)!.ToJsonString());
        foreach (var language in new[] { "en-US", "zh-TW" })
        {
            await using var app = await AppFixture.StartAsync(AppOptions.InLanguage(language));
            var julia = app.As(Sample.Julia);
            foreach (var competency in EditionSet.Shipped.Load(SampleCast.EditionId).Competencies)
                cards[$"{competency.Id} {language}"] = (await julia.Says($"progress {competency.Id}")).Card!.ToJsonString();
        }

        Assert.All(cards, card => Assert.InRange(Encoding.UTF8.GetByteCount(card.Value), 1, MostBytes));
        await CardValidator.AssertGoodAsync(cards);
    }

    /// <summary>Ids are made of the time and of chance.</summary>
    private static JsonNode WithoutIds(JsonNode card) =>
        JsonNode.Parse(Regex.Replace(card.ToJsonString(), "\\b[0-9a-f]{32}\\b", new string('0', 32)))!;

    private static async Task<Dictionary<string, JsonNode>> CardsAsync(AppFixture app)
    {
        var (julia, grace) = (app.As(Sample.Julia), app.As(Sample.Grace));
        var cards = new Dictionary<string, JsonNode>
        {
            ["welcome"] = (await julia.Installs())[0].Card!,
            ["welcome-team"] = (await julia.InChannel().Installs())[0].Card!,
            ["help"] = (await grace.Says("help")).Card!,
            ["help-manager"] = (await app.As(Sample.David).Says("help")).Card!,
            ["help-admin"] = (await julia.Says("help")).Card!,
            ["help-channel"] = (await app.As(Sample.David).InChannel().Says("help")).Card!,
            ["language"] = (await grace.Says("language")).Card!,
            ["unknown-words"] = (await grace.Says("what is the weather")).Card!,
            ["did-you-mean"] = (await grace.Says("porgress")).Card!,
            ["status"] = (await grace.Says("status")).Card!,
            ["status-not-linked"] = (await app.As(Sample.Of("kaiwen.cheng")).Says("status")).Card!,
            ["status-waiting"] = (await app.As(Sample.Of("kevin.liu")).Says("status")).Card!,
            ["progress"] = (await grace.Says("progress")).Card!,
            ["progress-unknown"] = (await grace.Says("progress gibberish")).Card!,
            ["progress-several"] = (await grace.Says("progress cloud")).Card!,
            ["progress-channel"] = (await grace.InChannel().Says("progress")).Card!,
            ["progress-view-employee"] = (await grace.InChannel().Invokes("progress/refresh")).Card!,
            ["progress-view-manager"] = (await app.As(Sample.David).InChannel().Invokes("progress/refresh")).Card!,
            ["progress-view-admin"] = (await julia.InChannel().Invokes("progress/refresh")).Card!,
            ["team"] = (await app.As(Sample.David).Says("progress my team")).Card!,
            ["team-none"] = (await grace.Says("progress my team")).Card!,
            ["team-in-channel"] = (await app.As(Sample.David).InChannel().Says("progress my team")).Card!,
            ["who-messaging"] = (await julia.Says("who messaging")).Card!,
            ["who-data-analytics-manager"] = (await app.As(Sample.David).Says("who data analytics")).Card!,
            ["who-communications-channel"] = (await julia.InChannel().Says("who communications")).Card!,
            ["messaging"] = (await julia.Says("progress messaging")).Card!,
            ["progress-choice"] = (await julia.Says("back")).Card!,
            ["data-analytics"] = (await app.As(Sample.David).Says("progress data analytics")).Card!,
            ["data-analytics-channel"] = (await app.As(Sample.David).InChannel().Says("progress data analytics")).Card!,
            ["upgrade"] = (await app.As(Sample.David).Says("upgrade")).Card!,
            ["upgrade-communications"] = (await julia.Says("upgrade communications")).Card!,
            ["upgrade-channel"] = (await julia.InChannel().Says("upgrade data platform")).Card!,
            ["plan"] = (await julia.Says("upgrade communications gold and data platform gold and devops")).Card!,
            ["what-if-leaves"] = (await julia.Says("what if Grace Huang leaves")).Card!,
            ["what-if-passes"] = (await julia.Says("what if Ben Carter passes 70-333")).Card!,
            ["renewal"] = (await julia.Says("renewal")).Card!,
            ["renewal-channel"] = (await julia.InChannel().Says("renewal")).Card!,
            ["admin"] = (await julia.Says("admin")).Card!,
            ["import"] = (await julia.Says("import")).Card!,
        };
        await app.RunAsync<RenewalScanJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        await WarningCardsAsync(app, cards);
        await AskCardsAsync(app, cards);
        var before = app.Connector.Calls.Count;
        await app.RunAsync<CertificateReminderJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        foreach (var call in app.Connector.Calls.Skip(before).Where(call => call is { Method: "POST", Card: not null }))
            cards[$"certificates-{call.ConversationId!.Split(':')[^1]}"] = call.Card!;
        await using var files = await FakeFileHost.StartAsync();
        cards["files"] = WithoutIds((await julia.Drops(
            "",
            ("people (1).csv", files.Serve("UserPrincipalName,DisplayName\n")),
            ("book.xlsx", files.Serve([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])))).Card!);
        return cards;
    }

    /// <summary>Who is not linked, what they are asked and answer, and what is told of accounts that are reported.</summary>
    private static async Task AskCardsAsync(AppFixture app, Dictionary<string, JsonNode> cards)
    {
        var (julia, kaiwen, meihui) = (app.As(Sample.Julia), app.As(Sample.Of("kaiwen.cheng")), app.As(Sample.Of("meihui.yu")));
        await kaiwen.Installs();
        await meihui.Installs();
        cards["remind"] = (await julia.Says("remind unlinked")).Card!;
        await app.RunAsync<AskUnlinkedJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        cards["ask"] = kaiwen.Reads().Card!;
        cards["ask-without-exams"] = meihui.Reads().Card!;
        cards["ask-later"] = (await kaiwen.Invokes("remind/later")).Card!;
        cards["ask-settled"] = (await app.As(Sample.Grace).Invokes("remind/stop")).Card!;
        await app.LinkAsync(Sample.Of("yuting.tseng"));
        cards["who-not-linked"] = (await julia.Says("who is not linked")).Card!;
        cards["who-lapses"] = (await julia.Says("whose certificates lapse")).Card!;
        cards["who-otherwise"] = (await julia.Says("who has the key to the cellar")).Card!;
        cards["remind-nobody"] = (await julia.Says("remind unlinked")).Card!;
        cards["remind-otherwise"] = (await app.As(Sample.Grace).Says("remind them")).Card!;
        await app.ReportAsync(Sample.Of("yenting.liu"));
        cards["progress-expected"] = (await julia.InChannel().Says("progress")).Card!;
        cards["data-platform-expected"] = (await julia.Says("progress data platform")).Card!;
    }

    /// <summary>The unasked warning, and the cards behind its buttons.</summary>
    private static async Task WarningCardsAsync(AppFixture app, Dictionary<string, JsonNode> cards)
    {
        var (julia, david) = (app.As(Sample.Julia), app.As(Sample.David));
        cards["warning"] = WithoutIds(julia.Reads().Card!);
        var messaging = await app.InDatabaseAsync(db => db.Risks.SingleAsync(risk => risk.Key == "eligibility|docs-2017-12|messaging|Gold|2018-05-15"));
        await PressAsync("risk", "renewal/open", ("chosen", $"{messaging.Id:N}"));
        await PressAsync("risk-why", "renewal/why");
        await PressAsync("risk-cure", "renewal/cure");
        await PressAsync("snooze-form", "renewal/snooze");
        cards["snooze-form-wrong"] = WithoutIds((await julia.Invokes("renewal/snoozed", DataOf("renewal/snoozed"))).Card!);
        await PressAsync("assign-form", "renewal/assign");
        await PressAsync("risk-assigned", "renewal/assigned", ("person", Sample.David.UserPrincipalName), ("due", "2018-04-01"));
        await app.RunAsync<OutboxDeliveryJob>();
        cards["assignment"] = WithoutIds(david.Reads().Card!);
        await PressAsync("risk-noted", "renewal/acknowledge");
        cards["warnings"] = WithoutIds((await julia.Says("renewal warnings")).Card!);

        async Task PressAsync(string name, string verb, params (string Id, string Value)[] inputs)
        {
            var data = DataOf(verb);
            foreach (var (id, value) in inputs)
                data[id] = value;
            var answer = await julia.Invokes(verb, data);
            cards[name] = WithoutIds(answer.Card ?? answer.Messages.Single().Card!);
        }

        JsonObject DataOf(string verb) => new() { ["verb"] = verb, ["risks"] = $"{messaging.Id:N}", ["message"] = "" };
    }
}
