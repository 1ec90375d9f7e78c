using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Playground;
using CompetencyBot.Sandbox.Trial;

return await new TrialCommand(new NodeTools(), new PlaygroundPackage(SandboxFolder.Path))
    .RunAsync(args, Console.Out, Console.Error, CancellationToken.None, Console.In);
