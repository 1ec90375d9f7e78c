using System.Text.Json.Nodes;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.Administration;

/// <summary>Every card of <c>admin</c>, by the name of its snapshot. The settings are others afterwards.</summary>
internal static class AdminCards
{
    public static async Task<Dictionary<string, JsonNode>> OfAsync(AppFixture app)
    {
        var julia = app.As(Sample.Julia);
        var cards = new Dictionary<string, JsonNode>
        {
            ["admin-warnings"] = (await julia.Invokes("admin/warnings")).Card!,
            ["admin-organisation"] = (await julia.Invokes("admin/organisation")).Card!,
            ["admin-admins"] = (await julia.Invokes("admin/admins")).Card!,
        };
        cards["admin-saved"] = (await julia.Invokes("admin/save", JsonNode.Parse(
            """
            {
              "form": "organisation", "Organisation.Editions": "docs-2017-12,2026", "Organisation.Market": "Developing", "Organisation.Anniversary": "2018-06-20",
              "Organisation.Language": "zh-TW", "Organisation.TimeZone": "Asia/Taipei"
            }
            """))).Card!;
        await app.InDatabaseAsync(async db =>
        {
            db.StoredSettings.Add(new StoredSetting { Key = "Renewal:WorkingDays", Value = "Funday", ChangedAt = app.Clock.GetUtcNow(), ChangedBy = "julia.novak@contoso.example" });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await julia.Invokes("admin/save", JsonNode.Parse(
            """
            { "form": "warnings", "Renewal.Ladder.before": "60, 30, 0", "Renewal.Ladder.after": "15", "Renewal.WorkingHours": "10:00-18:00", "Renewal.Recipients": "Julia Novak" }
            """));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await julia.Says("admin add grace.huang@contoso.example");
        cards["admin-changed"] = (await julia.Says("admin")).Card!;
        cards["admin-warnings-changed"] = (await julia.Invokes("admin/warnings")).Card!;
        cards["admin-audit"] = (await julia.Invokes("admin/audit")).Card!;
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Grace.UserPrincipalName, Sample.Julia.UserPrincipalName], OutboxState.Sent, null);
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow() - TimeSpan.FromDays(1), [Sample.Tsai.UserPrincipalName], OutboxState.Unreachable, DeliveryTrouble.Blocked);
        cards["admin-told"] = (await julia.Invokes("admin/told")).Card!;
        return cards;
    }
}
