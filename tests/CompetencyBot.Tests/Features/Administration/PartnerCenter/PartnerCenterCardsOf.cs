using System.Text.Json.Nodes;
using CompetencyBot.Sources.Insights;
using static CompetencyBot.Tests.Features.Administration.PartnerCenter.PartnerCenterStory;

namespace CompetencyBot.Tests.Features.Administration.PartnerCenter;

/// <summary>Every card of <c>admin partner center</c>, by the name of its snapshot.</summary>
internal static class PartnerCenterCardsOf
{
    /// <summary>Of each link the secret part.</summary>
    private const string Ticket = "(?<=ticket=)[A-Za-z0-9_-]+";

    public static async Task<Dictionary<string, JsonNode>> AllAsync(PartnerCenterStory story)
    {
        var cards = new Dictionary<string, JsonNode> { ["partner-center-none"] = await ShownAsync(story) };
        var invitation = (await story.App.As(Sample.Julia).Invokes("admin/partnerconnect")).Card!.ToJsonString();
        cards["partner-center-connect"] = JsonNode.Parse(System.Text.RegularExpressions.Regex.Replace(
            invitation.Replace(story.App.Address.Authority, "localhost", StringComparison.Ordinal), Ticket, "TICKET"))!;
        await story.ConnectAsync();
        await story.StepAsync();
        cards["partner-center-waiting"] = await ShownAsync(story);
        await story.LaterAsync();
        story.Insights[Training] = story.Insights[Training].Replace("TrainingCompletionDate", "CompletedOn", StringComparison.Ordinal);
        await story.LaterAsync(DatasetPlan.UsualInterval);
        cards["partner-center-trouble"] = await ShownAsync(story);
        story.Insights.Behaviour.RefreshRefused = "invalid_grant";
        await story.LaterAsync(TimeSpan.FromDays(1));
        await story.LaterAsync(DatasetPlan.UsualInterval);
        cards["partner-center-again"] = await ShownAsync(story);
        return cards;
    }

    private static async Task<JsonNode> ShownAsync(PartnerCenterStory story) => (await story.App.As(Sample.Julia).Says("admin partner center")).Card!;
}
