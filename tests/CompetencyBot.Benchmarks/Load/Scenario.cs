namespace CompetencyBot.Benchmarks.Load;

/// <summary>What everybody says to which bot.</summary>
/// <param name="Bot">One of <see cref="MeasuredBot"/>'s kinds.</param>
/// <param name="Mark">In every right answer and in no apology: a turn that failed is answered too.</param>
internal sealed record Scenario(string Name, string Bot, string Text, string Mark)
{
    private const string SomeText = "How far are we with the exams of this quarter?";

    public bool FreshTokens { get; init; }

    public static Scenario Echo(bool deduplication, bool freshTokens) => new(
        $"echo{(deduplication ? "" : ", no de-duplication")}{(freshTokens ? ", fresh tokens" : "")}",
        deduplication ? MeasuredBot.Echo : MeasuredBot.BareEcho,
        SomeText,
        SomeText)
    { FreshTokens = freshTokens };

    public static Scenario Help(bool freshTokens = false) =>
        new("help", MeasuredBot.Whole, "help", "application/vnd.microsoft.card.adaptive") { FreshTokens = freshTokens };

    public static Scenario Progress(bool freshTokens = false) =>
        new("progress", MeasuredBot.Whole, "progress", "Input.ChoiceSet") { FreshTokens = freshTokens };
}
