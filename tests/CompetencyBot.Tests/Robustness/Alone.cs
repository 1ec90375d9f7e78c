namespace CompetencyBot.Tests.Robustness;

/// <summary>Tests that load or measure the whole process run by themselves, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
