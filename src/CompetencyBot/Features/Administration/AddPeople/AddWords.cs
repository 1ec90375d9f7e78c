using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>Speaks of people who are added in the reader's language.</summary>
internal static class AddWords
{
    /// <summary>Of a list on a card; the log has all.</summary>
    private const int MostLines = 12;

    /// <summary>What an admin sees of people: a line each with the reason, or with the name alone.</summary>
    /// <param name="people">Of one heading.</param>
    /// <param name="isSeveral">Whether there was a file, so that the lines of it are told.</param>
    public static IEnumerable<CardElement> Lines(IEnumerable<AddedPerson> people, bool isSeveral)
    {
        AddedPerson[] all = [.. people];
        foreach (var line in CardParts.Bullets(all.Take(MostLines).Select(person => Line(person, isSeveral))))
            yield return line;
        if (all.Length > MostLines)
            yield return CardParts.Subtle(Language.Format(AddPeopleTexts.MoreLines, all.Length - MostLines));
    }

    /// <summary>Empty for somebody of whom there is nothing to say.</summary>
    public static string Why(string? reason) => Enum.TryParse<AddProblem>(reason, out var problem) ? Of(problem) : "";

    public static string Of(AddProblem problem) => problem switch
    {
        AddProblem.NoName => AddPeopleTexts.ProblemNoName,
        AddProblem.NameTooLong => AddPeopleTexts.ProblemNameTooLong,
        AddProblem.NoAddress => AddPeopleTexts.ProblemNoAddress,
        AddProblem.NotAnAddress => AddPeopleTexts.ProblemNotAnAddress,
        AddProblem.NotAManager => AddPeopleTexts.ProblemNotAManager,
        AddProblem.NotACountry => AddPeopleTexts.ProblemNotACountry,
        AddProblem.NotALanguage => AddPeopleTexts.ProblemNotALanguage,
        AddProblem.Repeated => AddPeopleTexts.ProblemRepeated,
        AddProblem.BadRow => AddPeopleTexts.ProblemBadRow,
        AddProblem.InPeople => AddPeopleTexts.ProblemInPeople,
        AddProblem.HasLeft => AddPeopleTexts.ProblemHasLeft,
        AddProblem.InDirectory => AddPeopleTexts.ProblemInDirectory,
        AddProblem.AddedBefore => AddPeopleTexts.ProblemAddedBefore,
        AddProblem.Taken => AddPeopleTexts.ProblemTaken,
        AddProblem.NotPermitted => AddPeopleTexts.ProblemNotPermitted,
        AddProblem.Refused => AddPeopleTexts.ProblemRefused,
        AddProblem.NotReached => AddPeopleTexts.ProblemNotReached,
        AddProblem.SwitchedOff => AddPeopleTexts.ProblemSwitchedOff,
        AddProblem.PerhapsCreated => AddPeopleTexts.ProblemPerhapsCreated,
        AddProblem.ManagerWaiting => AddPeopleTexts.ProblemManagerWaiting,
        AddProblem.ManagerUnknown => AddPeopleTexts.ProblemManagerUnknown,
        AddProblem.ManagerNotSet => AddPeopleTexts.ProblemManagerNotSet,
        _ => throw new InvalidOperationException($"No words for {problem}."),
    };

    public static string Of(AddState state) => state switch
    {
        AddState.Planned => AddPeopleTexts.StateOpen,
        AddState.Creating => AddPeopleTexts.StateUnsure,
        AddState.Created => AddPeopleTexts.StateCreated,
        AddState.Listed => AddPeopleTexts.StateListed,
        AddState.Known => AddPeopleTexts.StateKnown,
        AddState.Failed => AddPeopleTexts.StateFailed,
        _ => throw new InvalidOperationException($"No words for {state}."),
    };

    private static string Line(AddedPerson person, bool isSeveral)
    {
        var name = person.DisplayName.Length > 0 ? Phrases.Name(person.DisplayName) : Phrases.Escape(person.UserPrincipalName);
        var who = (name.Length, person.UserPrincipalName.Length) switch
        {
            (0, _) => AddPeopleTexts.Nobody,
            (_, 0) => name,
            _ when person.DisplayName.Length == 0 => name,
            _ => Language.Format(AddPeopleTexts.NameAndAddress, name, Phrases.Escape(person.UserPrincipalName)),
        };
        var said = Why(person.Reason) is { Length: > 0 } why ? Language.Format(AddPeopleTexts.PersonAndReason, who, why) : who;
        return isSeveral ? Language.Format(AddPeopleTexts.LineOfFile, person.Line.ToString(CultureInfo.InvariantCulture), said) : said;
    }
}
