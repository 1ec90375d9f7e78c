using System.Globalization;
using CompetencyBot.Sources;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>The import folder and each file in it, read as the import would read them; single rows are counted, not listed.</summary>
public static class ImportCheck
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        if (installation.Evidence is not { } reading)
            return [Finding.Note(DoctorTexts.ImportNotSet)];

        var report = new ImportReport(CultureInfo.CurrentUICulture);
        if (reading.FolderProblem is not null)
            return report.Problems(reading).Select(problem => Finding.Problem(DoctorTexts.ImportFolderFault, problem));

        var files = reading.Files.SelectMany(file => OfFile(file, reading, report));
        return reading.Files.Any(file => file.Kind == FileKind.People)
            ? files
            : files.Append(Finding.Note(DoctorTexts.NoPeopleFile, installation.ImportFolder));
    }

    private static IEnumerable<Finding> OfFile(FileReading file, EvidenceReading reading, ImportReport report)
    {
        var alone = reading with { Files = [file with { Skipped = [] }], Ignored = [] };
        if (file.Rejection is not null)
            return report.Problems(alone).Select(problem => Finding.Problem(DoctorTexts.FileFault, problem));

        var lines = report.Summary(reading with { Files = [file], Ignored = [] });
        return file.Skipped.IsEmpty && file.UnknownColumns.IsEmpty && !file.HasNoRows
            ? lines.Select(line => new Finding(Mark.Good, line))
            : lines.Select(line => Finding.Note(DoctorTexts.FileNote, line));
    }
}
