using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;

namespace CompetencyBot.Tests.Features;

/// <summary>The Solutions Partner programme, and several editions at once, in chat.</summary>
public sealed class DesignationTests
{
    [Fact]
    public async Task Progress_shows_the_points_of_the_better_track_of_each_designation()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.SolutionsPartner);

        var shown = (await app.As(Sample.David).Says("progress")).Shown;

        Assert.Contains("2 of 6 designations reached", shown, StringComparison.Ordinal);
        Assert.Contains("★ Solutions Partner\n84 of 70 points", shown, StringComparison.Ordinal);
        Assert.Contains(
            "Data & AI (Azure)\n▰▰▰▰▱\nSolutions Partner needs: 4 more points, 1 more exam or assessment would be enough", shown, StringComparison.Ordinal);
        Assert.Contains("Modern Work\n▰▰▰▰▱\nSolutions Partner needs: nothing yet for Deployments\nnot yet\n70.8 of 70 points", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_designation_shows_each_track_metric_by_metric_with_gates_and_figures()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.SolutionsPartner);

        var shown = (await app.As(Sample.Julia).Says("progress security")).Shown;

        Assert.Contains("enrolled, renewal at risk · not met from 16 January 2027 until renewal is tested", shown, StringComparison.Ordinal);
        Assert.Contains("Track: Enterprise\n", shown, StringComparison.Ordinal);
        Assert.Contains("○ ▱▱▱▱▱ Intermediate certifications: 0 of 40 points\n2 of 2 people: ", shown, StringComparison.Ordinal);
        Assert.Contains("(gives points once the step above is complete)", shown, StringComparison.Ordinal);
        Assert.Contains("Track: SMB\nSolutions Partner: reached with 71.5 points (70 needed)", shown, StringComparison.Ordinal);
        Assert.Contains("Usage growth (protected users): 350 of 1,000 (2026-10)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_designation_at_risk_is_told_once_with_its_test_days_and_its_cure()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.SolutionsPartner);
        var julia = app.As(Sample.Julia);
        await julia.Installs();

        await app.RunAsync<RenewalScanJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        await app.RunAsync<RenewalScanJob>();
        await app.RunAsync<OutboxDeliveryJob>();

        var warning = Assert.Single(
            app.Connector.Calls.Where(call => call.ConversationId == julia.ConversationId && call.Card is not null)
                .Select(call => string.Join('\n', CardText.Of(call.Card!))),
            text => text.StartsWith("Renewal: 3 matters need attention", StringComparison.Ordinal));
        Assert.Contains("Solutions Partner in Security will not hold from 16 January 2027", warning, StringComparison.Ordinal);
        Assert.Contains("Grace Huang: Security Operations Analyst Associate lapses; its last valid day is 15 January 2027", warning, StringComparison.Ordinal);
        Assert.Contains("SMB: 1 more exam or assessment (李承翰: Security Operations Analyst Associate)", warning, StringComparison.Ordinal);
        Assert.Contains(
            "Renewal is tested from 1 March 2027 to 31 August 2027; one day on which a level is met is enough.",
            (await julia.Says("renewal")).Shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_editions_are_followed_at_once_each_with_its_own_section()
    {
        var options = AppOptions.SolutionsPartner;
        await using var app = await AppFixture.StartAsync(options with
        {
            Settings = new(options.Settings!) { ["Organisation:Editions:1"] = "docs-2021-07" },
        });
        var julia = app.As(Sample.Julia);

        var shown = (await julia.Says("progress")).Shown;

        Assert.Contains("Solutions Partner designations, state of 2026\n2 of 6 designations reached", shown, StringComparison.Ordinal);
        Assert.Contains("0 gold · 0 silver · 18 competencies in all", shown, StringComparison.Ordinal);
        Assert.Contains("Requirements not known in this edition: Application Development, ", shown, StringComparison.Ordinal);
        Assert.Contains("(edition docs-2021-07) ended on 30 September 2022", shown, StringComparison.Ordinal);
        Assert.Contains("This edition names the competency only", (await julia.Says("progress messaging")).Shown, StringComparison.Ordinal);
        Assert.Contains("Track: SMB", (await julia.Says("progress security")).Shown, StringComparison.Ordinal);
        Assert.Contains("names the competency only", (await julia.Invokes(
            "progress/competency", new System.Text.Json.Nodes.JsonObject { ["competency"] = "docs-2021-07/security" })).Shown, StringComparison.Ordinal);
    }
}
