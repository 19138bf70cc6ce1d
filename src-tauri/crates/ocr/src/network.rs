//! The two networks: their files, which are pinned by SHA-256, and running them.

use crate::error::Error;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::{AsView, Layout, NdTensor, Tensor};
use sha2::{Digest, Sha256};
use std::{fs, path::Path, sync::Arc};

/// A network's file.
pub(crate) struct Pinned {
    /// Its name in the folder.
    pub(crate) file: &'static str,
    /// Its SHA-256.
    pub(crate) sha256: &'static str,
}

/// Marks where text stands: three planes (blue, green, red) in, how much each pixel belongs to a line out.
pub(crate) const DETECTOR: Pinned = Pinned {
    file: "PP-OCRv6_det_small.onnx",
    sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
};

/// Reads a line of 48 pixels' height: a row of class probabilities for every 8 pixels of width.
pub(crate) const READER: Pinned = Pinned {
    file: "PP-OCRv6_rec_small.onnx",
    sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
};

/// A network that is ready to run; may be run by several threads at once.
pub(crate) struct Network {
    name: &'static str,
    model: Model,
    input: NodeId,
    output: NodeId,
}

impl Network {
    /// Loads a network whose bytes are the pinned ones.
    pub(crate) fn load(folder: &Path, pinned: &Pinned) -> Result<Network, Error> {
        let path = folder.join(pinned.file);
        let bytes = fs::read(&path).map_err(|source| Error::Missing { path: path.clone(), source })?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != pinned.sha256 {
            return Err(Error::WrongDigest { path, found, pinned: pinned.sha256 });
        }
        let model = ModelOptions::with_all_ops().prepack_weights(true).load(bytes);
        let model = model.map_err(|source| Error::Load { path, source })?;
        let ends = (model.input_ids().first().copied(), model.output_ids().first().copied());
        let (Some(input), Some(output)) = ends else {
            return Err(Error::Shape { name: pinned.file, found: Vec::new() });
        };
        Ok(Network { name: pinned.file, model, input, output })
    }

    /// What the file says under this name about itself.
    pub(crate) fn told(&self, name: &str) -> Option<&str> {
        self.model.metadata().get(name)
    }

    /// Runs it on three planes of `width` x `height`; the answer's last two sides are as `sides` expects them.
    pub(crate) fn run(
        &self,
        planes: Vec<f32>,
        width: usize,
        height: usize,
        pool: &Arc<ThreadPool>,
    ) -> Result<Answer, Error> {
        let input = NdTensor::from_data([1, 3, height, width], planes);
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let failed = |source| Error::Run { name: self.name, width, height, source };
        let [value] = self
            .model
            .run_n(vec![(self.input, input.into())], [self.output], Some(options))
            .map_err(failed)?;
        let tensor: Tensor<f32> =
            value.try_into().map_err(|_| Error::Shape { name: self.name, found: Vec::new() })?;
        let shape = tensor.shape().to_vec();
        match shape[..] {
            [.., rows, columns] if shape[..shape.len() - 2].iter().all(|side| *side == 1) => {
                Ok(Answer { rows, columns, values: tensor.to_vec() })
            }
            _ => Err(Error::Shape { name: self.name, found: shape }),
        }
    }

    /// The error for an answer whose sides are not those of its input.
    pub(crate) fn misshapen(&self, answer: &Answer) -> Error {
        Error::Shape { name: self.name, found: vec![answer.rows, answer.columns] }
    }
}

/// What a network answered: rows of values.
pub(crate) struct Answer {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) values: Vec<f32>,
}
