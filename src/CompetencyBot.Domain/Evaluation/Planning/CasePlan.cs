namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>A plan for the levels of a case, and what is known about better ones.</summary>
/// <param name="Ways">By level the way chosen.</param>
/// <param name="AtLeast">No plan for the case needs fewer passes than this.</param>
internal sealed record CasePlan(IReadOnlyList<PlanOption> Ways, IReadOnlyList<Part> Parts, int Passes, int AtLeast)
{
    public bool IsProven => AtLeast >= Passes;

    /// <param name="options">By level the way chosen.</param>
    /// <param name="moves">By level and seat.</param>
    public static CasePlan Of(PlanCase plans, PlanOption[] options, Move?[][] moves)
    {
        var parts = new List<Part>();
        var passes = 0;
        for (var seat = 0; seat < plans.Seats; seat++)
        {
            var own = moves.Select(level => level[seat]).ToArray();
            if (own.All(move => move is null))
                continue;
            passes += own.Sum(move => move?.Own ?? 0)
                + (int)UInt128.PopCount(own.Aggregate(UInt128.Zero, (all, move) => all | (move?.Shared ?? 0)));
            parts.Add(new Part(
                plans.People[seat], [.. own.Select((move, level) => move is { } made ? (options[level], made) : ((PlanOption, Move)?)null)]));
        }

        return new CasePlan(options, parts, passes, 0);
    }
}
