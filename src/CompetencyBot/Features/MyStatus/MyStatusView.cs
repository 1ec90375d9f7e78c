using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.MyStatus;

/// <summary>What one person's account and achievements are worth on a day.</summary>
/// <param name="CountsFrom">First day on which their account counts; null = not linked.</param>
/// <param name="Held">The counting ones first, then by name.</param>
/// <param name="Lapses">What ends within twelve months, the soonest first.</param>
public sealed record MyStatusView(
    Person Person,
    Edition Edition,
    DateOnly Date,
    DateOnly? CountsFrom,
    ImmutableArray<HeldItem> Held,
    ImmutableArray<HeldItem> Lapses,
    ILookup<string, ItemUse> Uses)
{
    public static MyStatusView Of(Person person, Edition edition, DateOnly date)
    {
        var held = Counting.ItemsOf(person, edition, date);
        var horizon = date.AddYears(1);
        return new MyStatusView(
            person,
            edition,
            date,
            Counting.FirstDay(person),
            [.. held.OrderBy(item => item.Standing).ThenBy(item => item.Item?.Id ?? item.Row.ActivityId, StringComparer.Ordinal)],
            [
                .. held.Where(item => item.Standing is ItemStanding.Counts or ItemStanding.Waiting && item.CountsUntil <= horizon)
                    .OrderBy(item => item.CountsUntil),
            ],
            ItemUse.In(edition));
    }
}
