using System.Globalization;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>One line of the table.</summary>
/// <param name="Bot">Processor time of the bot.</param>
/// <param name="Load">Processor time of the load program, which shares the machine with the bot.</param>
/// <param name="Before">MB of the bot's memory before the run.</param>
internal sealed record Measurement(string Name, LoadTimes Times, TimeSpan Bot, TimeSpan Load, double Before, double After)
{
    public const string Header =
        "                                         turns   turns/s   p50 ms   p95 ms   p99 ms   max ms  failed  bot CPU us  load CPU us   MB before  after";

    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-38} {Times.Turns,7} {Times.Turns / Times.Elapsed.TotalSeconds,9:0} {Times.At(0.5),8:0.0} {Times.At(0.95),8:0.0} {Times.At(0.99),8:0.0} {
            Times.At(1),8:0.0} {Times.Failures,7} {PerTurn(Bot),11:0} {PerTurn(Load),12:0} {Before,11:0} {After,6:0}");

    private double PerTurn(TimeSpan time) => time.TotalMicroseconds / Times.Turns;
}
