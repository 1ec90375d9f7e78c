namespace CompetencyBot.BotFramework.Files;

/// <summary>How fetching a file ended. Expected endings are values; only bugs and cancellation throw.</summary>
public abstract record DownloadResult
{
    private DownloadResult()
    {
    }

    public sealed record Downloaded(string Name, byte[] Bytes) : DownloadResult;

    public sealed record Refused(string Name, DownloadFault Fault) : DownloadResult;
}

public enum DownloadFault
{
    /// <summary>Teams named no address.</summary>
    NoAddress,

    /// <summary>The address is not one of the hosts that files are fetched from, or not https. Nothing was sent there.</summary>
    NotTrusted,

    /// <summary>
    /// The address leads to another one, which is not followed. Some versions of Teams for phones name a link for people to sign in to
    /// (OfficeDev/Microsoft-Teams-Samples#1314).
    /// </summary>
    Redirected,

    /// <summary>More than <see cref="FileDownload.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>401, 403, 404 or 410: the address was good for some minutes only, or the file is gone.</summary>
    Expired,

    /// <summary>No whole answer in time, or another status.</summary>
    NotReached,
}
