namespace CompetencyBot.Sandbox.Trial;

/// <param name="BotPort">0 lets the system choose one.</param>
/// <param name="PlaygroundPort">Port of the first Playground, the others follow it; 0 lets the system choose all of them.</param>
public sealed record TrialOptions(int BotPort = 3978, int PlaygroundPort = 56150)
{
    public static TrialOptions FreePorts { get; } = new(0, 0);

    public SampleProgramme Programme { get; init; } = SampleProgramme.Competencies;

    /// <summary>Who sits at the first Playground: a work address of the sample or the part of it before the @.</summary>
    public string Employee { get; init; } = SampleCast.UsualEmployee;

    public IReadOnlyList<int> PlaygroundPorts =>
        [.. Enumerable.Range(0, 3).Select(place => PlaygroundPort == 0 ? 0 : PlaygroundPort + place)];
}
