using System.Runtime.CompilerServices;

namespace CompetencyBot.CommandLine.Doctor;

public static class DatabaseCheck
{
    public static async IAsyncEnumerable<Finding> RunAsync(
        Installation installation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var look = await installation.DatabaseAsync(cancellationToken);
        yield return look.State switch
        {
            DatabaseState.NotConfigured => look.Detail is { } detail
                ? new Finding(Mark.Problem, detail)
                : Finding.Problem(DoctorTexts.DatabaseNotConfigured),
            DatabaseState.Absent => Finding.Good(DoctorTexts.DatabaseAbsent, look.Place),
            DatabaseState.FolderReadOnly => Finding.Problem(DoctorTexts.DatabaseFolder, look.Place),
            DatabaseState.CannotBeOpened => Finding.Problem(DoctorTexts.DatabaseCannotBeOpened, look.Place, Finding.Sentence(look.Detail)),
            _ => Finding.Good(look.Pending == 0 ? DoctorTexts.DatabaseReady : DoctorTexts.DatabaseOpens, look.Place),
        };
        if (look.IsInUse)
            yield return Finding.Note(DoctorTexts.DatabaseInUse);
        if (look.Pending > 0)
            yield return Finding.Note(DoctorTexts.DatabasePending, look.Pending);
        if (look.Newer > 0)
            yield return Finding.Problem(DoctorTexts.DatabaseNewer, look.Newer);
    }
}
