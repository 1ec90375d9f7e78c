using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary>The cards of the weekly progress, for the reviewed files.</summary>
internal static class WeeklyCards
{
    public static async Task<Dictionary<string, JsonNode>> OfAsync(AppFixture app)
    {
        var (david, channel) = (app.As(Sample.David), app.As(Sample.David).InChannel());
        return new Dictionary<string, JsonNode>
        {
            ["weekly-nothing"] = (await app.As(Sample.Grace).InChannel().Says("weekly")).Card!,
            ["weekly-form"] = (await channel.Says("weekly on tuesday at 3")).Card!,
            ["weekly-set"] = (await channel.Says("weekly progress on Mondays at 9")).Card!,
            ["weekly"] = (await channel.Says("weekly")).Card!,
            ["weekly-changed"] = (await channel.Says("weekly progress on Fridays at 16:30 Europe/London")).Card!,
            ["weekly-list"] = (await david.Says("weekly list")).Card!,
            ["weekly-stopped"] = (await channel.Says("weekly stop")).Card!,
            ["weekly-list-empty"] = (await david.Says("weekly list")).Card!,
        };
    }
}
