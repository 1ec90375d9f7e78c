using CompetencyBot.Conversation;

namespace CompetencyBot.CommandLine.Doctor;

public enum Mark
{
    Good,

    /// <summary>The bot runs, but somebody should know.</summary>
    Note,

    /// <summary>The bot will not start, or cannot do its work.</summary>
    Problem,
}

/// <param name="Text">What was found and, unless it is good, how to mend it; never a secret.</param>
public sealed record Finding(Mark Mark, string Text)
{
    public static Finding Good(string format, params ReadOnlySpan<object?> values) => new(Mark.Good, Language.Format(format, values));

    public static Finding Note(string format, params ReadOnlySpan<object?> values) => new(Mark.Note, Language.Format(format, values));

    public static Finding Problem(string format, params ReadOnlySpan<object?> values) => new(Mark.Problem, Language.Format(format, values));

    /// <summary>What another program says, as a sentence before which and after which others may stand.</summary>
    public static string Sentence(string? said)
    {
        var sentence = said?.Trim() ?? "";
        return sentence.Length == 0 || sentence[^1] is '.' or '。' or '!' or '?' ? sentence : sentence + ".";
    }

    /// <summary>One line: what other programs report may have several, and control sequences for a terminal.</summary>
    public string Line(string area)
    {
        var mark = Mark switch { Mark.Good => '✔', Mark.Note => '!', _ => '✖' };
        var line = Language.Format(DoctorTexts.Line, mark, area, Text);
        return string.Join(' ', line.Split([.. line.Where(char.IsControl), '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));
    }
}
