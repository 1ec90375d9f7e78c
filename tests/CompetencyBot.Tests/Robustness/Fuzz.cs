using System.Globalization;

namespace CompetencyBot.Tests.Robustness;

/// <summary>What the environment asks of tests by chance.</summary>
internal static class Fuzz
{
    /// <summary>Makes the cases: <c>FUZZ_SEED</c>.</summary>
    public static int Seed { get; } = Number("FUZZ_SEED") ?? 2018;

    /// <summary>The one case to run: <c>FUZZ_CASE</c>; null = all.</summary>
    public static int? Case { get; } = Number("FUZZ_CASE");

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
