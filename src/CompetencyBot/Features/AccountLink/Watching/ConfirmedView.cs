using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>What it means that an account is confirmed.</summary>
/// <param name="CountsFrom">Today, or when the edition's waiting time is over.</param>
/// <param name="Held">What counts, or will then.</param>
/// <param name="Completed">Levels that are met on that day, and would not be without this person.</param>
internal sealed record ConfirmedView(
    string Address,
    string? Source,
    DateOnly Today,
    DateOnly CountsFrom,
    ImmutableArray<HeldItem> Held,
    ILookup<string, ItemUse> Uses,
    ImmutableArray<(Competency Competency, Level Level)> Completed)
{
    public static ConfirmedView Of(LinkedAccount link, PersonRecord record, AssociationLook look)
    {
        var followed = look.Evidence.Followed;
        var first = Counting.FirstDay(look.PersonIn(look.Evidence.PresentOn(look.Today), record)) ?? look.Today;
        var from = first > look.Today ? first : look.Today;
        var held = Counting.ItemsOf(followed.Select(each => (look.PersonIn(each, record), each.Edition)), look.Today);
        return new ConfirmedView(
            link.Address,
            look.Data.Source,
            look.Today,
            from,
            [.. held.Where(item => item.Standing is ItemStanding.Counts or ItemStanding.Waiting)],
            ItemUse.In(followed.Select(each => each.Edition)),
            IsNew(link, record) ? [.. followed.Where(each => !each.Edition.HasEnded(from)).SelectMany(each => CompletedIn(each, record, from))] : []);
    }

    /// <summary>An association from before the sign-in completed nothing now.</summary>
    private static bool IsNew(LinkedAccount link, PersonRecord record) => !(record.AssociatedOn?.UtcDateTime.Date < link.VerifiedAt.UtcDateTime.Date);

    private static IEnumerable<(Competency, Level)> CompletedIn(FollowedEdition followed, PersonRecord record, DateOnly day) =>
        WhatIf.Of(followed.Edition, followed.Matched, day, new Change.Leaves(record.UserPrincipalName, day)) is WhatIf.Answer without
            ? without.Competencies.Where(each => each.Before is { } with && !(with <= each.After)).Select(each => (each.Competency, each.Before!.Value))
            : [];
}
