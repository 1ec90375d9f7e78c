using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Sources;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <param name="Refusal">Why nobody of the file can be added, half a sentence in the reader's language; null when it was read.</param>
internal sealed record NewPeopleReading(IReadOnlyList<NewPerson> People, string? Refusal);

/// <summary>A file of people to be added, read as evidence files are: columns in any order, their names without case, spaces and underscores.</summary>
internal static class NewPeopleFile
{
    public const int MostRows = 500;

    public const string DisplayName = "DisplayName";
    public const string Address = "UserPrincipalName";
    private const string GivenName = nameof(GivenName);
    private const string Surname = nameof(Surname);
    private const string Manager = "ManagerUserPrincipalName";
    private const string UsageLocation = nameof(UsageLocation);
    private const string PersonLanguage = "Language";

    /// <summary>In the order of the template.</summary>
    public static IReadOnlyList<string> Columns { get; } = [DisplayName, Address, GivenName, Surname, Manager, UsageLocation, PersonLanguage];

    private static readonly string[] Stems = ["newpeople", "newusers", "新增人員", "新進人員"];

    private static readonly FileFormat<NewPerson> Format = new(
        [.. Columns.Select(name => new Column(name, Required: name is DisplayName or Address))],
        row => new NewPerson(
            row.Line, row.Text(DisplayName) ?? "", row.Text(Address) ?? "", row.Text(GivenName), row.Text(Surname), row.Text(Manager), row.Text(UsageLocation), row.Text(PersonLanguage)));

    /// <summary>Whether a file is called as if it were one, such as <c>new-people (1).csv</c>.</summary>
    public static bool IsNamed(string name)
    {
        var letters = string.Concat(name.Where(char.IsLetter));
        return Stems.Any(stem => letters.StartsWith(stem, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the columns are there.</summary>
    /// <param name="content">In UTF-8.</param>
    public static bool Fits(byte[] content) => Separated(content).File.Rejection is not { Reason: RejectionReason.MissingColumn or RejectionReason.NoHeader };

    /// <param name="content">In UTF-8.</param>
    public static NewPeopleReading Read(byte[] content)
    {
        var read = Separated(content);
        if (read.File.Rejection is { } rejection)
            return new([], FileWords.Why(rejection));
        if (read.File.Rows == 0)
            return new([], AddPeopleTexts.FileWithoutRows);
        if (read.File.Rows > MostRows)
            return new([], Language.Format(AddPeopleTexts.FileTooLong, read.File.Rows.ToString(CultureInfo.CurrentCulture), MostRows));
        var unreadable = read.File.Skipped.Select(row => new NewPerson(row.Line, "", "") { Fault = AddProblem.BadRow });
        return new([.. read.Rows.Concat(unreadable).OrderBy(person => person.Line)], null);
    }

    /// <summary>By commas, or by tabs where that does not give the columns: programs part fields by tabs in files that they call CSV.</summary>
    private static FileContent<NewPerson> Separated(byte[] content) =>
        Read(content, ',') is { File.Rejection: null } commas ? commas
        : Read(content, '\t') is { File.Rejection: null } tabs ? tabs
        : Read(content, ',');

    private static FileContent<NewPerson> Read(byte[] content, char separator) => EvidenceFile.Read(content, FileKind.People, separator, Format);
}
