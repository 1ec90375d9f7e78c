using BenchmarkDotNet.Running;
using CompetencyBot.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(EvaluationBenchmarks).Assembly).Run(args);
