using BenchmarkDotNet.Running;
using CompetencyBot.Benchmarks;
using CompetencyBot.Benchmarks.Deliver;
using CompetencyBot.Benchmarks.Import;
using CompetencyBot.Benchmarks.Load;

switch (args)
{
    case ["load", ..]:
        return await LoadCommand.RunAsync(args);
    case ["import", ..]:
        return await ImportCommand.RunAsync(args);
    case ["deliver", ..]:
        return await DeliverCommand.RunAsync(args);
    case [MeasuredBot.Mode, var kind]:
        return await MeasuredBot.RunAsync(kind);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EvaluationBenchmarks).Assembly).Run(args);
        return 0;
}
