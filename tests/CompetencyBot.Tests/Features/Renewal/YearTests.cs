using System.Globalization;
using System.Text.Json.Nodes;
using CompetencyBot.Features.Reminders;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>
/// A year of the sample organisation, day by day, with every message that is sent in it. What people do on which day stands in
/// <see cref="HappensAsync"/>; everything else comes of itself.
/// </summary>
public sealed class YearTests
{
    private static readonly DateOnly First = new(2018, 3, 1);
    private static readonly TimeZoneInfo Taipei = TimeZoneInfo.FindSystemTimeZoneById("Asia/Taipei");

    [Fact]
    public async Task Every_message_of_a_year_is_as_it_was_reviewed()
    {
        await using var story = new RenewalStory(await AppFixture.StartAsync(new AppOptions
        {
            Now = At(First, 5, 0),
            Settings = new() { ["Renewal:HolidaysFolder"] = Path.Combine(SandboxFolder.SampleOrganisation, "holidays") },
        }));
        foreach (var person in Sample.Records.People)
            await story.App.As(Sample.Of(person.UserPrincipalName.Split('@')[0])).Installs();
        var before = story.App.Connector.Calls.Count;

        for (var day = First; day < First.AddYears(1); day = day.AddDays(1))
        {
            story.App.Clock.SetUtcNow(At(day, 6, 0));
            await story.App.RunAsync<RenewalScanJob>();
            await story.App.RunAsync<CertificateReminderJob>();
            await DeliverAsync(story.App, until: At(day, 9, 30)); // in Taipei all of the morning is told before anything happens
            await HappensAsync(story, day);
            await story.App.RunAsync<RenewalFollowUpJob>();
            await DeliverAsync(story.App, until: At(day.AddDays(1), 5, 0));
        }

        // Those of one moment are sent at the same time, so that their order is chance.
        var messages = new JsonArray(
        [
            .. story.App.Connector.Calls.Skip(before).Where(call => call.Type == "message" && IsUnasked(call))
                .OrderBy(call => call.At).ThenBy(call => call.ConversationId, StringComparer.Ordinal)
                .Select(Told)
                .GroupBy(told => $"{told["at"]} {told["to"]}")
                .SelectMany(told => told.OrderBy(message => message.ToJsonString(), StringComparer.Ordinal)),
        ]);
        if (Snapshot.Compare("Stories/a-year", new JsonObject { ["messages"] = messages }) is { } difference)
            Assert.Fail(difference);
    }

    private static async Task HappensAsync(RenewalStory story, DateOnly day)
    {
        switch ((day.Month, day.Day))
        {
            case (3, 5):
                await story.Julia.Says("renewal warnings");
                await story.Julia.Presses("I take note of all");
                break;
            case (4, 9): // Grace passes again what her level needs
                story.App.Evidence.ReplaceInLine("TrainingCompletions.csv", "4731582,14356,Technical Assessment Data Analytics Foundational,Assessment,Grace", "2018-04-20", "2019-04-20");
                await ImportAsync(story.App);
                break;
            case (6, 14): // the renewal is bought on its last day
                story.App.Evidence.Write("membership.csv", "Offer,PurchasedOn,AnniversaryOn,Market\ngold,2018-06-14,2019-05-15,developed\n");
                await ImportAsync(story.App);
                break;
        }
    }

    /// <summary>What changes the evidence has a scan of its own behind it.</summary>
    private static async Task ImportAsync(AppFixture app)
    {
        var scanned = app.Jobs.NextRunOf<RenewalScanJob>();
        await app.RunAsync<EvidenceImportJob>();
        await scanned;
    }

    /// <summary>Goes from one due message to the next.</summary>
    private static async Task DeliverAsync(AppFixture app, DateTimeOffset until)
    {
        while (await app.InDatabaseAsync(db => NextDueAsync(db)) is { } due && due < until)
        {
            if (due > app.Clock.GetUtcNow())
                app.Clock.SetUtcNow(due);
            await app.RunAsync<OutboxDeliveryJob>();
        }

        if (app.Clock.GetUtcNow() < until)
            app.Clock.SetUtcNow(until);
    }

    private static Task<DateTimeOffset?> NextDueAsync(CompetencyBot.Storage.BotDb db) => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.MinAsync(
        db.Outbox.Where(row => row.State == CompetencyBot.Storage.OutboxState.Waiting), row => (DateTimeOffset?)row.DueAt);

    private static bool IsUnasked(ConnectorCall call) => call.Method == "PUT" || call.ActivityId is null;

    private static JsonObject Told(ConnectorCall call) => new()
    {
        ["at"] = TimeZoneInfo.ConvertTime(call.At, Taipei).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        ["to"] = call.ConversationId!["a:".Length..],
        [call.Method == "PUT" ? "changed" : "said"] = new JsonArray([.. Lines(call).Select(line => (JsonNode)line)]),
    };

    /// <summary>Of a card that was changed in place what it is now called and what was said to it; the rest was told before.</summary>
    private static IEnumerable<string> Lines(ConnectorCall call)
    {
        string[] lines = call.Card is null ? [call.Text ?? ""] : [.. CardText.Of(call.Card)];
        return call.Method == "PUT" ? lines.Where((line, index) => index == 0 || line[0] == '✔' || line.StartsWith("Settled", StringComparison.Ordinal)) : lines;
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(8));
}
