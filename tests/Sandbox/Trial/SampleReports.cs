using CompetencyBot.Sandbox.Insights;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The reports of Partner Center in the trial. They know something that the files do not, so that it is seen when they arrive.</summary>
public static class SampleReports
{
    private const string Training = "TrainingCompletions";

    // Of Ben Carter, whose exam has no day in the file; with one he completes Communications gold.
    private const string WithoutDay = "Ben,Carter,,ben.carter@contoso.example,,,,2018-02-01";
    private const string WithDay = "Ben,Carter,,ben.carter@contoso.example,2018-02-27,,Active,2018-02-01";

    /// <param name="folder">Evidence files, of which a copy is taken.</param>
    public static async Task<FakeInsights> PlayAsync(string folder, TimeProvider clock)
    {
        var insights = await FakeInsights.StartAsync(folder, clock);
        insights.Behaviour.RunsFor = TimeSpan.FromSeconds(30); // long enough to be seen waiting, short enough to be waited for
        insights[Training] = insights[Training].Replace(WithoutDay, WithDay, StringComparison.Ordinal);
        return insights;
    }
}
