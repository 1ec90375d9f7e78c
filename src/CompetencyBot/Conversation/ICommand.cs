using System.Text.Json;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>One thing a person can ask, registered under its <see cref="CommandInfo.Name"/>.</summary>
public interface ICommand
{
    Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken);
}

/// <param name="Name">The typed word, the prefix of its buttons' verbs, its line in the help and in the manifest. Lower case.</param>
/// <param name="Words">Further words and phrases that mean the same, in any language.</param>
/// <param name="Help">What it does, in the reader's language.</param>
/// <param name="Button">Title of the button that asks for it, in the reader's language; null for one that needs words, or that is asked for on the card of another.</param>
public sealed record CommandInfo(string Name, IReadOnlyList<string> Words, Audience Audience, Func<string> Help, Func<string>? Button)
{
    /// <summary>Whether the answer is for the asking person alone, so that it is given in their own chat only.</summary>
    public bool PersonalOnly { get; init; }

    /// <summary>Who is shown it among what can be asked: fewer than may use it where others only press the buttons of its messages.</summary>
    public Audience ShownTo { get; init; } = Audience;

    /// <summary>Under which heading of the help it stands.</summary>
    public HelpGroup Group { get; init; } = HelpGroup.Organisation;

    /// <summary>How somebody may ask, in the reader's language; null = the bare word.</summary>
    public Func<string>? Example { get; init; }

    /// <summary>In which of Teams' command menus it stands: the manifest has the same lists.</summary>
    public Menus Menu { get; init; }

    /// <summary>
    /// Texts that mean a part of the command where nothing but one of them stands behind its word, as normalised: never misunderstood, whatever they mean elsewhere.
    /// </summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>What its buttons can ask for: the parts of their verbs after the slash.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [Show];

    /// <summary>Whether an open dialog of this command takes a text, as normalised, that is no command; null = its dialogs take none.</summary>
    public Func<OpenDialog, string, bool>? TakesText { get; init; }

    /// <summary>Whether an open dialog of this command waits for a competency, so that its bare name is meant for it; null = none does.</summary>
    public Func<OpenDialog, bool>? TakesCompetency { get; init; }

    /// <summary>Whether an open dialog of this command offers to go on after something else was asked; null = each does.</summary>
    public Func<OpenDialog, bool>? OffersToGoOn { get; init; }

    /// <summary>As people of the reader's language type it.</summary>
    public string Word => Language.Code == "zh" && Words.FirstOrDefault(word => !char.IsAscii(word[0])) is { } word ? word : Name;

    /// <summary>Verb of the button that asks for the command as its bare word does.</summary>
    public string ShowVerb => $"{Name}/{Show}";

    private const string Show = "show";
}

public enum Audience
{
    Everybody,

    /// <summary>Managers (<see cref="Viewer.IsManager"/>) and admins.</summary>
    Managers,
    Admins,
}

/// <summary>The headings of the help, in their order.</summary>
public enum HelpGroup
{
    /// <summary>The reader's own account and exams.</summary>
    Own,
    Organisation,
    Managing,
    Administration,

    /// <summary>The talk with the bot itself.</summary>
    Talking,
}

/// <summary>The lists of commands that Teams shows beside the box to type in.</summary>
[Flags]
public enum Menus
{
    None = 0,
    Personal = 1,

    /// <summary>In channels and group chats.</summary>
    Shared = 2,
    Everywhere = Personal | Shared,
}

/// <param name="Action">For a button the part of its verb after the slash, or one of <see cref="DialogActions"/>; null when the command was typed.</param>
/// <param name="Argument">What was typed after the command's word, normalised; empty for none.</param>
/// <param name="Data">Data of the button, inputs of the card included.</param>
/// <param name="IsPersonal">Whether the question comes from the asking person's own chat, where nobody else reads along.</param>
public sealed record Request(Viewer Viewer, string? Action, string Argument, JsonElement? Data, bool IsPersonal)
{
    /// <summary>All that was typed, as it was typed; empty for a button.</summary>
    public string Typed { get; init; } = "";

    /// <summary>
    /// Whether only the asking person sees the answer: in their own chat, and where it takes the place of a card in their view alone. What several people
    /// read names nobody.
    /// </summary>
    public bool IsForOneReader { get; init; } = IsPersonal;

    /// <summary>A text of the button's data; null when it is missing or something else.</summary>
    public string? Text(string name) =>
        Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Whether the answer may name this person: only where nobody else sees it, and only to those allowed.</summary>
    public bool MayName(string userPrincipalName) => IsForOneReader && Viewer.MaySee(userPrincipalName);
}

/// <param name="Text">The whole answer where there is no card; else what a notification shows of it.</param>
public sealed record Reply(string Text, AdaptiveCard? Card = null)
{
    /// <summary>A file that the person is asked to take, in their own chat.</summary>
    public FileOffer? Offer { get; init; }
}
