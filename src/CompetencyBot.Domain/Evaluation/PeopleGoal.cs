namespace CompetencyBot.Domain.Evaluation;

/// <summary>Groups of people, and which fillings of them are enough.</summary>
/// <param name="IsEnough">By state of the plan. Whoever adds people to an enough state stays in enough states.</param>
internal sealed record PeopleGoal(GroupPlan Plan, Func<int, bool> IsEnough)
{
    public static PeopleGoal AllComplete(GroupPlan plan) => new(plan, state => state == plan.Complete);
}
