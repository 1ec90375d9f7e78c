namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// How much may still be searched, counted in steps of the search and so the same on every machine. At its end the best plan found is
/// given with the number of passes that is proven to be needed at least.
/// </summary>
internal sealed class WorkLimit(int steps)
{
    /// <summary>Up to about ten seconds of one core; all golds of the edition of 2017 need a small part of it.</summary>
    public const int UsualSteps = 500_000;

    private int _left = steps;

    public bool IsReached => _left <= 0;

    public void Spend(int steps) => _left -= Math.Min(steps, _left);
}
