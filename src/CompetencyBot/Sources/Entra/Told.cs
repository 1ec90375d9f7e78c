namespace CompetencyBot.Sources.Entra;

/// <summary>A property of an answer of Graph.</summary>
/// <param name="IsTold">False = the answer does not have it: it is as it was.</param>
/// <param name="Value">Null = it has no value any more.</param>
public readonly record struct Told<TValue>(bool IsTold, TValue? Value)
{
    public TValue? Or(TValue? known) => IsTold ? Value : known;
}
