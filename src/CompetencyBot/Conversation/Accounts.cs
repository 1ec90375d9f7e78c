using System.Collections.Immutable;

namespace CompetencyBot.Conversation;

/// <summary>Accounts that would complete a level if only they counted.</summary>
public static class Accounts
{
    /// <returns>Null when there is none.</returns>
    public static string? Of(ImmutableArray<string> people, PeopleShown shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return people.IsEmpty ? null
            : shown.List(people) is { Length: > 0 } names ? Language.Format(people.Length == 1 ? Texts.AccountWouldDo : Texts.AccountsWouldDo, names)
            : people.Length == 1 ? Texts.OneAccountWouldDo
            : Language.Format(Texts.SomeAccountsWouldDo, people.Length);
    }
}
