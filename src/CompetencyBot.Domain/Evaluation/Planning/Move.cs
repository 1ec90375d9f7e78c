namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>One way in which a person can be placed for one level.</summary>
/// <param name="Placement">Position among the placements of the way to the level.</param>
/// <param name="Items">What the person has to pass, a bit per item of the level.</param>
/// <param name="Shared">Those of them that another level of the case asks for too, a bit per shared item of the case.</param>
/// <param name="Own">The number of the others.</param>
internal readonly record struct Move(int Placement, ulong Items, UInt128 Shared, int Own)
{
    /// <summary>The passes it adds for somebody who makes others already.</summary>
    public int Cost(UInt128 already) => Own + (int)UInt128.PopCount(Shared & ~already);

    /// <summary>
    /// Whether the other move is never better, whatever else the person passes: this one costs no more even when the shared items of the other
    /// are wanted anyhow.
    /// </summary>
    public bool Covers(Move other) => Placement == other.Placement && Own + (int)UInt128.PopCount(Shared & ~other.Shared) <= other.Own;
}

/// <summary>People who can do the same for every level of the case, and so can stand in for one another.</summary>
/// <param name="Moves">By level and way.</param>
/// <param name="People">Positions in the people file; null = newcomers, who hold nothing that matters.</param>
internal sealed record Crew(Move[][][] Moves, int?[] People)
{
    public bool IsNewcomers => People is [null, ..];

    public int LeastToPass => Moves.SelectMany(ways => ways).SelectMany(moves => moves).Min(move => System.Numerics.BitOperations.PopCount(move.Items));

    /// <summary>The shared items that the level could ask of them.</summary>
    public UInt128 SharedIn(int level) => Moves[level].SelectMany(moves => moves).Aggregate(UInt128.Zero, (all, move) => all | move.Shared);
}

/// <summary>What one person does for the levels of a case, one move or none for each.</summary>
/// <param name="Person">Position in the people file, or null for a newcomer.</param>
internal sealed record Part(int? Person, (PlanOption Option, Move Move)?[] Moves);
